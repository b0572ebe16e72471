using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IamAuthorization.Policies;

/// <summary>Writes documents as JSON that reads back as the same document.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM
/// JSON policy language</see>
/// </remarks>
public static class PolicyWriter
{
    // WHY: policy text is full of `+`, `&` and `'`, which the default encoder escapes for the sake of HTML.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>Writes a document: members in AWS's order, a list of one as a single value.</summary>
    /// <param name="document">The document.</param>
    /// <param name="indented">Whether to break lines, with LF. The default is compact.</param>
    /// <returns>The JSON text.</returns>
    public static string Write(PolicyDocument document, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(document);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            WriteDocument(json, document);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteDocument(Utf8JsonWriter json, PolicyDocument document)
    {
        json.WriteStartObject();
        if (document.Version != PolicyVersion.Absent)
        {
            json.WriteString("Version", document.Version == PolicyVersion.V20121017 ? "2012-10-17" : "2008-10-17");
        }

        if (document.Id is not null)
        {
            json.WriteString("Id", document.Id);
        }

        json.WriteStartArray("Statement");
        foreach (PolicyStatement statement in document.Statements)
        {
            WriteStatement(json, statement);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStatement(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        if (statement.Sid is not null)
        {
            json.WriteString("Sid", statement.Sid);
        }

        json.WriteString("Effect", statement.Effect == PolicyEffect.Allow ? "Allow" : "Deny");
        if (statement.Principals is { } principals)
        {
            WritePrincipals(json, statement.IsNotPrincipal ? "NotPrincipal" : "Principal", principals);
        }

        WriteStrings(json, statement.IsNotAction ? "NotAction" : "Action", statement.Actions);
        if (statement.Resources is { } resources)
        {
            WriteStrings(json, statement.IsNotResource ? "NotResource" : "Resource", resources);
        }

        WriteConditions(json, statement.Conditions);
        json.WriteEndObject();
    }

    private static void WritePrincipals(Utf8JsonWriter json, string name, ImmutableArray<PolicyPrincipal> principals)
    {
        if (principals is [{ Kind: PolicyPrincipalKind.Everyone }])
        {
            json.WriteString(name, "*");
            return;
        }

        // WHY: entries of one key stand together in every document that was read, so runs are the keys as written.
        json.WriteStartObject(name);
        foreach (IGrouping<PolicyPrincipalKind, PolicyPrincipal> key in principals.GroupBy(entry => entry.Kind))
        {
            WriteStrings(json, NameOf(key.Key), [.. key.Select(entry => entry.Value)]);
        }

        json.WriteEndObject();
    }

    private static string NameOf(PolicyPrincipalKind kind) => kind switch
    {
        PolicyPrincipalKind.Service => "Service",
        PolicyPrincipalKind.Federated => "Federated",
        PolicyPrincipalKind.CanonicalUser => "CanonicalUser",
        _ => "AWS",
    };

    private static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts is [var single])
        {
            json.WriteString(name, single);
            return;
        }

        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteConditions(Utf8JsonWriter json, ImmutableArray<PolicyCondition> conditions)
    {
        if (conditions.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("Condition");
        foreach (IGrouping<string, PolicyCondition> block in conditions.GroupBy(
            condition => condition.Operator, StringComparer.Ordinal))
        {
            json.WriteStartObject(block.Key);
            foreach (PolicyCondition condition in block)
            {
                WriteValues(json, condition);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, PolicyCondition condition)
    {
        json.WritePropertyName(condition.Key);
        if (condition.Values is [var single])
        {
            WriteValue(json, single);
            return;
        }

        json.WriteStartArray();
        foreach (PolicyConditionValue value in condition.Values)
        {
            WriteValue(json, value);
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, PolicyConditionValue value)
    {
        if (value.Type == PolicyConditionValueType.String)
        {
            json.WriteStringValue(value.Text);
        }
        else
        {
            // WHY: the JSON text of a number or boolean is its value; it was checked when it was read.
            json.WriteRawValue(value.Text, skipInputValidation: true);
        }
    }
}
