namespace IamAuthorization.Accounts;

/// <summary>
/// The JSON Schemas of policy files, for editors and pipelines: <c>user.schema.json</c> and so on. They refer to one
/// another by file name, so they belong into one folder. The package holds them as files too, under <c>schemas/</c>.
/// </summary>
/// <remarks>
/// <see href="https://json-schema.org/draft/2020-12">JSON Schema, draft 2020-12</see>
/// </remarks>
public static class PolicyFileSchemas
{
    private const string Folder = "schemas/";

    /// <summary>The names of the schemas, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(PolicyFileSchemas).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Opens a schema.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The schema as UTF-8; the caller closes it.</returns>
    /// <exception cref="ArgumentException">There is no schema of that name.</exception>
    public static Stream Open(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return typeof(PolicyFileSchemas).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new ArgumentException(
                $"There is no schema `{name}`; there are {string.Join(", ", Names)}.", nameof(name));
    }
}
