using System.Text.Json.Nodes;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>Changes to all or some documents of a world that properties speak of.</summary>
internal static class DocumentEdits
{
    /// <summary>The same documents with each list of statements changed.</summary>
    public static ApplicableDocuments Map(
        this ApplicableDocuments documents, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> change) =>
        documents with
        {
            Identity = Map(documents.Identity, change),
            Boundary = Map(documents.Boundary, change),
            Session = Map(documents.Session, change),
            Resource = documents.Resource?.Map(change),
            ServiceControl = [.. documents.ServiceControl.Select(level => Map(level, change)!)],
            ResourceControl = [.. documents.ResourceControl.Select(level => Map(level, change)!)],
        };

    /// <summary>The same documents in the opposite order, at every level, and the levels too.</summary>
    public static ApplicableDocuments Reverse(this ApplicableDocuments documents) => documents with
    {
        Identity = documents.Identity?.Reverse().ToArray(),
        Boundary = documents.Boundary?.Reverse().ToArray(),
        ServiceControl = [.. documents.ServiceControl.Select(level => level.Reverse().ToArray()).Reverse()],
        ResourceControl = [.. documents.ResourceControl.Select(level => level.Reverse().ToArray()).Reverse()],
    };

    /// <summary>The document with its statements changed.</summary>
    public static Document Map(this Document document, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> change)
    {
        JsonNode json = JsonNode.Parse(document.Text)!;
        IEnumerable<JsonObject> statements = json["Statement"] is JsonArray list
            ? list.Select(statement => statement!.AsObject())
            : [json["Statement"]!.AsObject()];
        json["Statement"] = new JsonArray([.. change(statements).Select(statement => statement.DeepClone())]);
        return document with { Text = json.ToJsonString() };
    }

    /// <summary>The document with one statement more.</summary>
    public static Document Add(this Document document, string statement) =>
        document.Map(statements => statements.Append(JsonNode.Parse(statement)!.AsObject()));

    /// <summary>The strings of an element, be it one or a list.</summary>
    public static IEnumerable<string> Strings(JsonNode? element) => element switch
    {
        null => [],
        JsonArray list => list.Select(item => item!.GetValue<string>()),
        _ => [element.GetValue<string>()],
    };

    /// <summary>Capitals for ASCII letters: no other fold is one of the language.</summary>
    public static string Shout(string text) =>
        string.Concat(text.Select(letter => char.IsAsciiLetterLower(letter) ? (char)(letter - 32) : letter));

    private static Document[]? Map(
        IReadOnlyList<Document>? documents, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> change) =>
        documents?.Select(document => document.Map(change)).ToArray();
}
