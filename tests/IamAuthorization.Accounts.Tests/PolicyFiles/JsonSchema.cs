using System.Text.Json;
using System.Text.RegularExpressions;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>
/// As much of JSON Schema, draft 2020-12, as the schemas of policy files use. A keyword that is not known here fails the
/// test, so that no schema can hold more than is checked.
/// </summary>
internal static class JsonSchema
{
    private static readonly Dictionary<string, JsonElement> Schemas = PolicyFileSchemas.Names.ToDictionary(
        name => name,
        name =>
        {
            using Stream schema = PolicyFileSchemas.Open(name);
            return JsonDocument.Parse(schema).RootElement;
        });

    /// <summary>The first place at which a value breaks a schema, or null.</summary>
    public static string? ProblemOf(string schema, string json) =>
        Problem(Schemas[schema], schema, JsonDocument.Parse(json).RootElement, "$");

    private static string? Problem(JsonElement schema, string file, JsonElement value, string path) => schema
        .EnumerateObject()
        .Select(keyword => Problem(schema, keyword, file, value, path))
        .FirstOrDefault(problem => problem is not null);

    private static string? Problem(
        JsonElement schema, JsonProperty keyword, string file, JsonElement value, string path)
    {
        JsonElement rule = keyword.Value;
        bool isRight = keyword.Name switch
        {
            "$schema" or "title" or "description" or "$defs" => true,
            "properties" or "additionalProperties" or "items" or "$ref" => true,
            "type" => rule.ValueKind == JsonValueKind.Array
                ? rule.EnumerateArray().Any(type => IsType(value, type.GetString()!))
                : IsType(value, rule.GetString()!),
            "enum" => rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
            "const" => JsonElement.DeepEquals(rule, value),
            "required" => value.ValueKind != JsonValueKind.Object
                || rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
            "pattern" => value.ValueKind != JsonValueKind.String
                || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript),
            "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(),
            "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= rule.GetInt32(),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
            "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(),
            "anyOf" => rule.EnumerateArray().Any(one => Problem(one, file, value, path) is null),
            "oneOf" => rule.EnumerateArray().Count(one => Problem(one, file, value, path) is null) == 1,
            _ => throw new InvalidOperationException($"{file} uses `{keyword.Name}`: teach this checker."),
        };
        return isRight ? Below(schema, keyword, file, value, path) : $"{path} breaks {keyword.Name} {rule.GetRawText()}";
    }

    private static string? Below(
        JsonElement schema, JsonProperty keyword, string file, JsonElement value, string path) => keyword.Name switch
        {
            "$ref" => ProblemAt(keyword.Value.GetString()!, file, value, path),
            "items" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray()
                .Select((item, index) => Problem(keyword.Value, file, item, $"{path}[{index}]"))
                .FirstOrDefault(problem => problem is not null),
            "properties" when value.ValueKind == JsonValueKind.Object => keyword.Value.EnumerateObject()
                .Where(member => value.TryGetProperty(member.Name, out _))
                .Select(member => Problem(
                    member.Value, file, value.GetProperty(member.Name), $"{path}.{member.Name}"))
                .FirstOrDefault(problem => problem is not null),
            "additionalProperties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject()
                .Where(member => !IsNamed(schema, member.Name))
                .Select(member => keyword.Value.ValueKind == JsonValueKind.False
                    ? $"{path}.{member.Name} is unknown"
                    : Problem(keyword.Value, file, member.Value, $"{path}.{member.Name}"))
                .FirstOrDefault(problem => problem is not null),
            _ => null,
        };

    private static bool IsNamed(JsonElement schema, string member) =>
        schema.TryGetProperty("properties", out JsonElement members) && members.TryGetProperty(member, out _);

    private static string? ProblemAt(string reference, string file, JsonElement value, string path)
    {
        string[] parts = reference.Split('#');
        string target = parts[0].Length == 0 ? file : parts[0];
        JsonElement schema = parts.Length == 1
            ? Schemas[target]
            : parts[1].Split('/').Skip(1).Aggregate(Schemas[target], (at, name) => at.GetProperty(name));
        return Problem(schema, target, value, path);
    }

    private static bool IsType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new InvalidOperationException($"`{type}` is no type: teach this checker."),
    };
}
