using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace IamAuthorization.Accounts;

/// <summary>The app does not start: all that would be open or broken, in one exception.</summary>
public sealed class IamStartupException : Exception
{
    private const int LabelWidth = 12;

    /// <summary>Lists all findings in the message, each with remedy and opt-out on lines of their own.</summary>
    /// <param name="findings">The findings.</param>
    public IamStartupException(ImmutableArray<IamStartupFinding> findings)
        : base(MessageOf(findings)) => Findings = findings;

    /// <summary>All findings.</summary>
    public ImmutableArray<IamStartupFinding> Findings { get; }

    private static string MessageOf(ImmutableArray<IamStartupFinding> findings)
    {
        var message = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"The app does not start: {findings.Length} finding{(findings.Length == 1 ? string.Empty : "s")}.");
        foreach (IamStartupFinding finding in findings)
        {
            message.AppendLine().AppendLine();
            Append(message, finding.Id, finding.Problem);
            Append(message.AppendLine(), "remedy", finding.Remedy);
            Append(message.AppendLine(), "opt-out", finding.OptOut ?? "none");
        }

        return message.ToString();
    }

    /// <summary>Lines of a text stand below each other, so that a list can be read in a console.</summary>
    private static void Append(StringBuilder message, string label, string text)
    {
        string indent = Environment.NewLine + new string(' ', LabelWidth);
        message.Append("  ").Append((label + ":").PadRight(LabelWidth - 2)).AppendJoin(indent, text.Split('\n'));
    }
}
