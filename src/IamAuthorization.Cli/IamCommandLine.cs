using System.CommandLine;
using System.CommandLine.Help;
using IamAuthorization.Cli.Simulation;
using IamAuthorization.Cli.Validation;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli;

/// <summary>The <c>iam</c> tool: its commands, their arguments and their help.</summary>
internal static class IamCommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The arguments of the process.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Run(string[] arguments, Terminal terminal)
    {
        Command simulate = Simulate(terminal);
        Command validate = Validate(terminal);
        var root = new RootCommand("Decides and checks IAM policies offline.") { simulate, validate };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DetailedHelp((HelpAction)help.Action!, new Dictionary<Command, string>
        {
            [simulate] = HelpText.Simulate,
            [validate] = HelpText.Validate,
        });
        ParseResult parsed = root.Parse(arguments);
        foreach (var error in parsed.Errors)
        {
            terminal.Error.WriteLine($"iam: {error.Message}");
        }

        if (parsed.Errors.Count > 0)
        {
            terminal.Error.WriteLine("iam: `iam --help` and `iam COMMAND --help` list what is understood.");
            return ExitCode.Usage;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Help,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        });
    }

    private static Command Simulate(Terminal terminal)
    {
        var command = new Command(
            "simulate",
            "Decides cases: one JSON object a line on standard input, one answer a line on standard output.");
        command.SetAction(_ => SimulateCommand.Run(terminal.Input, terminal.Output));
        return command;
    }

    private static Command Validate(Terminal terminal)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Policy files, each one document. Their paths are the ids of the results.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var kind = new Option<string>("--kind")
        {
            HelpName = "KIND",
            Description = $"What the documents are used as: {string.Join(", ", PolicyKindNames.All)}.",
            DefaultValueFactory = _ => PolicyKindNames.Default,
        };
        kind.AcceptOnlyFromAmong([.. PolicyKindNames.All]);
        var jsonl = new Option<bool>("--jsonl")
        {
            Description = """Read lines {"id":…,"kind":…,"document_text":…} on standard input instead of files.""",
        };
        var noQuotas = new Option<bool>("--no-quotas")
        {
            Description = "Lift size quotas and the length limit, as AWS does for its own managed policies.",
        };

        var command = new Command(
            "validate",
            "Checks policy documents as IAM does when they are saved, one JSON result a line on standard output.")
        {
            files, kind, jsonl, noQuotas,
        };
        command.SetAction(parsed =>
        {
            string[] paths = parsed.GetValue(files) ?? [];
            bool readsLines = parsed.GetValue(jsonl);
            if (readsLines == (paths.Length > 0))
            {
                terminal.Error.WriteLine("iam: validate takes either files or --jsonl, and needs one of the two.");
                return ExitCode.Usage;
            }

            var validator = new ValidateCommand(
                PolicyKindNames.Parse(parsed.GetValue(kind) ?? PolicyKindNames.Default),
                parsed.GetValue(noQuotas) ? null : PolicyQuotas.Default,
                terminal.Output);
            return readsLines ? validator.RunLines(terminal.Input) : validator.RunFiles(paths);
        });
        return command;
    }
}
