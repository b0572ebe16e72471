using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IamAuthorization.Cli;

/// <summary>The help of a command, followed by the formats it reads and writes.</summary>
/// <param name="usage">Prints description, arguments and options.</param>
/// <param name="details">What follows, by command.</param>
internal sealed class DetailedHelp(HelpAction usage, IReadOnlyDictionary<Command, string> details)
    : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usage.Invoke(parseResult);
        if (details.TryGetValue(parseResult.CommandResult.Command, out string? text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return code;
    }
}
