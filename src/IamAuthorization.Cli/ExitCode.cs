namespace IamAuthorization.Cli;

/// <summary>What the process answers to its caller.</summary>
internal static class ExitCode
{
    /// <summary>The command did its work, whatever the answers were.</summary>
    public const int Done = 0;

    /// <summary><c>iam validate</c> found an invalid document.</summary>
    public const int Invalid = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;
}
