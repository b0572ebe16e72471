using System.Text.Json;

namespace IamAuthorization.Cli.Lines;

/// <summary>The <c>error</c> member of a result.</summary>
internal static class ErrorMember
{
    /// <summary>Writes it.</summary>
    /// <param name="json">The writer of the result.</param>
    /// <param name="code">The code, in the names of AWS's APIs.</param>
    /// <param name="message">What was found and what would be right.</param>
    public static void Write(Utf8JsonWriter json, string code, string message)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
    }
}
