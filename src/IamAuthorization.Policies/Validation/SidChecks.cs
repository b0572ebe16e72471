using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>PL-16 and PL-17: which characters a Sid may hold, and how many.</summary>
internal static class SidChecks
{
    private const int LengthMax = 256;
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> NarrowCharacters = SearchValues.Create(LettersAndDigits);

    private static readonly SearchValues<char> WideCharacters = SearchValues.Create(LettersAndDigits + " _+=,.:/@-");

    public static void Check(StatementSource statement, KindRules rules, FindingCollector findings)
    {
        if (statement.Sid is not { } sid)
        {
            return;
        }

        if (sid.Text.Length == 0)
        {
            findings.Note(
                PolicyFindingSeverity.Suggestion, FindingCodes.EmptySidValue, sid, "The Sid is empty: leave it out.");
        }

        SearchValues<char> allowed = rules.HasWideSid ? WideCharacters : NarrowCharacters;
        if (sid.Text.AsSpan().ContainsAnyExcept(allowed))
        {
            string characters = rules.HasWideSid
                ? "ASCII letters, digits, spaces and `_+=,.:/@-`"
                : "ASCII letters and digits";
            findings.Refuse(
                Refusal.OtherContent,
                FindingCodes.UnsupportedSid,
                sid,
                $"The Sid {Shown.Text(sid.Text)} may hold only {characters}.");
        }
        else if (sid.Text.Length > LengthMax)
        {
            findings.Refuse(
                Refusal.OtherContent,
                FindingCodes.UnsupportedSid,
                sid,
                $"The Sid has {sid.Text.Length} characters: {LengthMax} are the most.");
        }
    }
}
