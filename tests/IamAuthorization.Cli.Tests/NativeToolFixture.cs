using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace IamAuthorization.Cli.Tests;

/// <summary>The tool, published with AOT into a folder of its own.</summary>
public sealed class NativeToolFixture : IDisposable
{
    private static readonly TimeSpan PublishTimeMax = TimeSpan.FromMinutes(8);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iam-native");

    /// <summary>Why it cannot be published here, or null.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "native compilation is tried on Linux"
        : !OnPath("clang") && !OnPath("gcc") ? "native compilation needs clang or gcc"
        : !File.Exists("/usr/include/zlib.h") ? "native compilation needs the headers of zlib"
        : null;

    /// <summary>Publishes on first use; fails with what the build printed.</summary>
    public string Executable => field ??= Publish();

    public (int ExitCode, string Output, string Error) Run(string input, string arguments, string? heapLimit = null)
    {
        var start = new ProcessStartInfo(Executable, arguments);
        if (heapLimit is not null)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = heapLimit;
        }

        return Start(start, input);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static (int ExitCode, string Output, string Error) Start(ProcessStartInfo start, string input)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = Encoding.UTF8;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(PublishTimeMax))
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IamAuthorization.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand in the repository.");
    }

    private string Publish()
    {
        string runtime = RuntimeInformation.RuntimeIdentifier;
        string project = Path.Combine(RepositoryRoot(), "src", "IamAuthorization.Cli", "IamAuthorization.Cli.csproj");
        string artifacts = Path.Combine(_folder.FullName, "artifacts");
        string output = Path.Combine(_folder.FullName, "publish");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", project, "-c", "Release", "-r", runtime, "-o", output, "--nologo", "-v", "quiet",
                $"-p:IamArtifactsPath={artifacts}", "-p:UseArtifactsOutput=true",
            },
        };
        (int exitCode, string printed, string error) = Start(start, string.Empty);
        Assert.True(exitCode == 0, printed + error);
        return Path.Combine(output, "iam");
    }
}
