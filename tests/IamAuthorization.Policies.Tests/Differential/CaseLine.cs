using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// A case as one line of <c>iam simulate</c> (docs/command-line.md). Three members go beyond it and stand there only
/// where they are needed, because the engine takes what the command cannot ask: <c>uniqueId</c>,
/// <c>requiresResourcePolicyGrant</c>, and the principal <c>{"type":"FederatedIdentity","provider":…}</c>.
/// </summary>
internal static class CaseLine
{
    private const string Federated = "federated:";

    private static readonly JsonWriterOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Case world, string id, Answer? expected = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Unescaped))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteQuestion(json, world.Question);
            WriteDocuments(json, world.Documents);
            if (expected is not null)
            {
                WriteAnswer(json, expected);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Case Read(JsonElement line)
    {
        Question question = ReadQuestion(line);
        return new Case(
            new ApplicableDocuments
            {
                IsTrust = TrustActions.IsGoverned(ActionName.Parse(question.Action), Arn.Parse(question.Resource)),
                Identity = Named(line, "identityPolicies") is { Length: > 0 } identity ? identity : null,
                Boundary = Named(line, "permissionsBoundaries") is { Length: > 0 } boundary ? boundary : null,
                Session = Raw(line, Case.SessionPolicy) is { } session ? [session] : null,
                Resource = Raw(line, Case.ResourcePolicy),
                ServiceControl = Levels(line, "serviceControlPolicies"),
                ResourceControl = Levels(line, "resourceControlPolicies"),
            },
            question);
    }

    private static void WriteQuestion(Utf8JsonWriter json, Question question)
    {
        json.WritePropertyName("principal");
        WritePrincipal(json, question.Principal);
        WriteText(json, "roleArn", question.RoleArn);
        WriteText(json, "userArn", question.UserArn);
        WriteText(json, "uniqueId", question.UniqueId);
        json.WriteString("action", question.Action);
        json.WriteString("resource", question.Resource);
        WriteText(json, "resourceAccount", question.ResourceAccount);
        if (question.RequiresResourcePolicyGrant)
        {
            json.WriteBoolean("requiresResourcePolicyGrant", value: true);
        }

        json.WriteStartObject("context");
        foreach (ContextEntry entry in question.Context)
        {
            json.WritePropertyName(entry.Key);
            if (entry.IsMultiple)
            {
                json.WriteStartArray();
            }

            entry.Values.ToList().ForEach(json.WriteStringValue);
            if (entry.IsMultiple)
            {
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter json, string principal)
    {
        if (principal == "anonymous")
        {
            json.WriteRawValue("""{"type":"Anonymous"}""");
        }
        else if (principal.StartsWith(Federated, StringComparison.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("type", "FederatedIdentity");
            json.WriteString("provider", principal[Federated.Length..]);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStringValue(principal);
        }
    }

    private static void WriteDocuments(Utf8JsonWriter json, ApplicableDocuments documents)
    {
        WriteNamed(json, "identityPolicies", documents.Identity);
        WriteNamed(json, "permissionsBoundaries", documents.Boundary);
        WriteRaw(json, Case.SessionPolicy, documents.Session?[0]);
        WriteRaw(json, Case.ResourcePolicy, documents.Resource);
        WriteLevels(json, "serviceControlPolicies", documents.ServiceControl);
        WriteLevels(json, "resourceControlPolicies", documents.ResourceControl);
    }

    private static void WriteNamed(Utf8JsonWriter json, string member, IReadOnlyList<Document>? documents)
    {
        if (documents is null)
        {
            return;
        }

        json.WriteStartArray(member);
        foreach (Document document in documents)
        {
            json.WriteStartObject();
            json.WriteString("name", document.Name);
            WriteRaw(json, "policy", document);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLevels(
        Utf8JsonWriter json, string member, IReadOnlyList<IReadOnlyList<Document>> levels)
    {
        if (levels.Count == 0)
        {
            return;
        }

        json.WriteStartArray(member);
        for (int level = 0; level < levels.Count; level++)
        {
            json.WriteStartObject();
            json.WriteString("level", $"level-{level}");
            WriteNamed(json, "policies", levels[level]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRaw(Utf8JsonWriter json, string member, Document? document)
    {
        if (document is not null)
        {
            json.WritePropertyName(member);
            json.WriteRawValue(document.Text);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string member, string? text)
    {
        if (text is not null)
        {
            json.WriteString(member, text);
        }
    }

    private static void WriteAnswer(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject("expected");
        json.WriteString("decision", answer.Outcome.ToString());
        json.WriteString("decidedBy", answer.DecidedBy);
        json.WriteStartArray("matched");
        foreach (StatementName statement in answer.Listed)
        {
            json.WriteStartObject();
            json.WriteString("policy", statement.Policy);
            json.WriteNumber("statement", statement.Index);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Question ReadQuestion(JsonElement line) => new()
    {
        Principal = ReadPrincipal(line.GetProperty("principal")),
        RoleArn = Text(line, "roleArn"),
        UserArn = Text(line, "userArn"),
        UniqueId = Text(line, "uniqueId"),
        Action = line.GetProperty("action").GetString()!,
        Resource = line.GetProperty("resource").GetString()!,
        ResourceAccount = Text(line, "resourceAccount"),
        RequiresResourcePolicyGrant = line.TryGetProperty("requiresResourcePolicyGrant", out _),
        Context =
        [
            .. line.GetProperty("context").EnumerateObject().Select(entry =>
                entry.Value.ValueKind == JsonValueKind.Array
                    ? new ContextEntry(entry.Name, [.. entry.Value.EnumerateArray().Select(Scalar)], IsMultiple: true)
                    : new ContextEntry(entry.Name, [Scalar(entry.Value)], IsMultiple: false)),
        ],
    };

    private static string ReadPrincipal(JsonElement principal) =>
        principal.ValueKind == JsonValueKind.String ? principal.GetString()!
        : principal.TryGetProperty("provider", out JsonElement provider) ? Federated + provider.GetString()
        : "anonymous";

    private static string Scalar(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string? Text(JsonElement line, string member) =>
        line.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    private static Document? Raw(JsonElement line, string member) =>
        line.TryGetProperty(member, out JsonElement document) ? new Document(member, document.GetRawText()) : null;

    private static Document[] Named(JsonElement line, string member) =>
        line.TryGetProperty(member, out JsonElement list)
            ? [.. list.EnumerateArray().Select(item =>
                new Document(item.GetProperty("name").GetString()!, item.GetProperty("policy").GetRawText()))]
            : [];

    private static Document[][] Levels(JsonElement line, string member) =>
        line.TryGetProperty(member, out JsonElement levels)
            ? [.. levels.EnumerateArray().Select(level => Named(level, "policies"))]
            : [];
}
