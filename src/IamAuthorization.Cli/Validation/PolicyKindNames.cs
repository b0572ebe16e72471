using System.Collections.Frozen;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Validation;

/// <summary>The names under which <c>iam validate</c> knows the kinds of policies.</summary>
internal static class PolicyKindNames
{
    /// <summary>The kind of a document of which nothing is said.</summary>
    public const string Default = "identity";

    private static readonly (string Name, PolicyKind Kind)[] Table =
    [
        (Default, PolicyKind.Managed),
        ("managed", PolicyKind.Managed),
        ("inline-user", PolicyKind.InlineUser),
        ("inline-group", PolicyKind.InlineGroup),
        ("inline-role", PolicyKind.InlineRole),
        ("resource", PolicyKind.Resource),
        ("trust", PolicyKind.RoleTrust),
        ("boundary", PolicyKind.PermissionsBoundary),
        ("session", PolicyKind.Session),
        ("scp", PolicyKind.ServiceControl),
        ("rcp", PolicyKind.ResourceControl),
    ];

    private static readonly FrozenDictionary<string, PolicyKind> Kinds =
        Table.ToFrozenDictionary(row => row.Name, row => row.Kind, StringComparer.Ordinal);

    /// <summary>All names, in the order in which help lists them.</summary>
    public static IEnumerable<string> All => Table.Select(row => row.Name);

    /// <summary>The kind of a name.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="FormatException">There is no such kind; the message lists them.</exception>
    public static PolicyKind Parse(string name) =>
        Kinds.TryGetValue(name, out PolicyKind kind)
            ? kind
            : throw new FormatException($"`{name}` is no kind of policy; use one of {string.Join(", ", All)}.");
}
