using IamAuthorization.Cli;

using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
return IamCommandLine.Run(args, new Terminal(input, output, Console.Out, Console.Error));
