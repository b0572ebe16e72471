using System.Globalization;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>One thing found in a policy file.</summary>
/// <param name="Path">The file, beginning with the path the app gave.</param>
/// <param name="Position">Where in the file.</param>
/// <param name="Severity">How bad it is. With an error anywhere, no file takes effect.</param>
/// <param name="Code">The check, for example <c>UNKNOWN_MEMBER</c>, or one of policy validation.</param>
/// <param name="Message">What was found and what would be right.</param>
public sealed record PolicyFileFinding(
    string Path, TextPosition Position, PolicyFindingSeverity Severity, string Code, string Message)
{
    /// <summary>The finding on one line, as a compiler writes it.</summary>
    /// <returns><c>path(line,column): error CODE: message</c>.</returns>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{LogText.Of(Path)}({Position.Line},{Position.Column}): {Word} {LogText.Of(Code)}: {LogText.Of(Message)}");

    private string Word => Severity switch
    {
        PolicyFindingSeverity.Error => "error",
        PolicyFindingSeverity.Security => "security",
        PolicyFindingSeverity.Warning => "warning",
        _ => "suggestion",
    };
}
