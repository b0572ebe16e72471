using System.Text.Json;

namespace IamAuthorization.Cli.Lines;

/// <summary>Reads objects whose members are all known.</summary>
internal static class JsonMembers
{
    /// <summary>Reads the members of an object; those that are <c>null</c> are left out.</summary>
    /// <param name="json">The element.</param>
    /// <param name="where">What it is, for messages.</param>
    /// <param name="known">The names it may have.</param>
    /// <returns>The members by name.</returns>
    /// <exception cref="LineException">It is no object, or a member is unknown or comes twice.</exception>
    public static Dictionary<string, JsonElement> Read(JsonElement json, string where, ReadOnlySpan<string> known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new LineException(
                $"`{where}` is {JsonLine.Kind(json)}; it must be an object with {Listed(known)}.");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string name = JsonLine.Name(member);
            if (!known.Contains(name))
            {
                throw new LineException($"Unknown member `{name}` in {where}; it may have {Listed(known)}.");
            }

            if (!members.TryAdd(name, member.Value))
            {
                throw new LineException($"Member `{name}` comes twice in {where}.");
            }
        }

        foreach ((string name, JsonElement value) in members)
        {
            if (value.ValueKind == JsonValueKind.Null)
            {
                members.Remove(name);
            }
        }

        return members;
    }

    private static string Listed(ReadOnlySpan<string> names) => $"`{string.Join("`, `", names)}`";
}
