using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>Reads the condition keys of a case.</summary>
internal static class ContextReader
{
    /// <summary>Reads them.</summary>
    /// <param name="context">The member <c>context</c>, or <see langword="null"/> when it is absent.</param>
    /// <returns>The keys and values; keys that differ in case only are in conflict.</returns>
    /// <exception cref="LineException">It is no object of strings, numbers, booleans and arrays of them.</exception>
    public static RequestContext Read(JsonElement? context)
    {
        if (context is not { } json)
        {
            return RequestContext.Empty;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new LineException(
                $"`{CaseMembers.Context}` is {JsonLine.Kind(json)}; it must be an object of condition keys.");
        }

        var values = new List<KeyValuePair<ConditionKey, ContextValue>>();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            string name = JsonLine.Name(member);
            if (name.Length == 0)
            {
                throw new LineException($"`{CaseMembers.Context}` has a condition key without name.");
            }

            values.Add(new(ConditionKey.Of(name), Value(member.Value, $"{CaseMembers.Context}.{name}")));
        }

        return new ContextValues(values);
    }

    private static ContextValue Value(JsonElement json, string where) =>
        json.ValueKind == JsonValueKind.Array
            ? ContextValue.Of(json.EnumerateArray().Select(element => Scalar(element, where)))
            : ContextValue.Of(Scalar(json, where));

    // Numbers and booleans stay the text they are: whoever compares parses, as with values of a real request.
    private static string Scalar(JsonElement json, string where) => json.ValueKind switch
    {
        JsonValueKind.String => JsonLine.Text(json, where),
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new LineException(
            $"`{where}` holds {JsonLine.Kind(json)}; a value is a string, a number, a boolean or an array of them. "
            + "Leave the key out where it is absent, or write [] for a key without values."),
    };
}
