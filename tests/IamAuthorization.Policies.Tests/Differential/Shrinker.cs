using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// Makes a case smaller for as long as the evaluators still differ in the same way: drops members and elements, unwraps
/// lists of one, shortens strings. It works on the line itself, so that what is left can be pasted.
/// </summary>
internal static class Shrinker
{
    private const int EditsMax = 50_000;

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Members that a case must have to be one, and by whose values one reads it.</summary>
    private static readonly string[] Names = ["id", "name", "level"];

    private static readonly string[] Short = ["", "a", "*"];

    /// <summary>A line of which nothing more can go, and what differs.</summary>
    public static (string Line, string Difference) Shrink(string line, string difference)
    {
        if (DifferenceOf(line) is null)
        {
            return (line, difference);
        }

        string kind = KindOf(difference);
        bool isSmaller = true;
        int edits = 0;
        while (isSmaller && edits < EditsMax)
        {
            isSmaller = false;
            int node = 0;
            int edit = 0;
            string? candidate = Edited(line, node, edit, out bool isPast);
            while (!isPast)
            {
                edits++;
                bool isKept = candidate is not null && candidate.Length < line.Length
                    && DifferenceOf(candidate) is { } found && KindOf(found) == kind;
                if (isKept)
                {
                    line = candidate!;
                    isSmaller = true;
                }
                else
                {
                    (node, edit) = candidate is null ? (node + 1, 0) : (node, edit + 1);
                }

                candidate = Edited(line, node, edit, out isPast);
            }
        }

        return (line, DifferenceOf(line) ?? difference);
    }

    /// <summary>What differs in the case of that line; null when nothing does, or when it is no case.</summary>
    public static string? DifferenceOf(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return Comparison.DifferenceOf(CaseLine.Read(json.RootElement));
        }
        catch (Exception fault) when (fault
            is MalformedException or FormatException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            return null;
        }
    }

    private static string KindOf(string difference) => difference.Split(' ', 2)[0];

    /// <summary>The line after one edit of one of its nodes; null when the node has no such edit.</summary>
    private static string? Edited(string line, int node, int edit, out bool isPast)
    {
        JsonNode root = JsonNode.Parse(line)!;
        JsonNode? target = Nodes(root).ElementAtOrDefault(node);
        isPast = target is null;
        return target is not null && TryEdit(target, edit) ? root.ToJsonString(Plain) : null;
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        yield return node;
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (JsonNode child in children.OfType<JsonNode>().SelectMany(Nodes))
        {
            yield return child;
        }
    }

    /// <summary>Makes the edit of that number; false when there are no more.</summary>
    private static bool TryEdit(JsonNode node, int edit)
    {
        switch (node)
        {
            case JsonObject members:
                return TryRemove(members, edit);
            case JsonArray items when edit < 2 && items.Count > 3:
                items.RemoveRange(edit * (items.Count / 2), items.Count / 2);
                return true;
            case JsonArray items when edit < items.Count:
                items.RemoveAt(edit);
                return true;
            case JsonArray { Count: 1 } items when edit == 1 && items.Parent is not null:
                items.ReplaceWith(items[0]!.DeepClone());
                return true;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && !IsName(value):
                return TryShorten(value, value.GetValue<string>(), edit);
            default:
                return false;
        }
    }

    private static bool TryRemove(JsonObject members, int edit)
    {
        string? name = members.Select(member => member.Key).Except(Names).ElementAtOrDefault(edit);
        return name is not null && members.Remove(name);
    }

    private static bool IsName(JsonValue value) =>
        value.Parent is JsonObject && Names.Contains(value.GetPropertyName());

    private static bool TryShorten(JsonValue value, string text, int edit)
    {
        if (edit < Short.Length)
        {
            value.ReplaceWith(Short[edit]);
            return true;
        }

        int at = edit - Short.Length;
        if (at == 0)
        {
            value.ReplaceWith(text[..(text.Length / 2)]);
            return true;
        }

        if (at > Math.Min(text.Length, 200))
        {
            return false;
        }

        value.ReplaceWith(text.Remove(at - 1, 1));
        return true;
    }
}
