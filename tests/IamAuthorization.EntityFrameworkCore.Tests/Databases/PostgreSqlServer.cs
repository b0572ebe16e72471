using System.Diagnostics;
using Npgsql;

namespace IamAuthorization.EntityFrameworkCore.Tests.Databases;

/// <summary>
/// A PostgreSQL server of one's own, made of the installed binaries: data in a temporary folder, reached by a socket in
/// it, gone afterwards.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string BinariesRoot = "/usr/lib/postgresql";
    private const string User = "iam";

    private readonly string _binaries;
    private readonly string _folder;
    private readonly string _settings;

    private PostgreSqlServer(string binaries, string folder, string settings)
    {
        _binaries = binaries;
        _folder = folder;
        _settings = settings;
    }

    /// <summary>The folder of the newest installed binaries, or null.</summary>
    public static string? FindBinaries() => Directory.Exists(BinariesRoot)
        ? Directory.GetDirectories(BinariesRoot)
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderBy(folder => folder.Length)
            .ThenBy(folder => folder, StringComparer.Ordinal)
            .LastOrDefault()
        : null;

    /// <param name="binaries">What <see cref="FindBinaries"/> found.</param>
    /// <param name="settings">Further settings, as <c>-c name=value</c>.</param>
    public static async Task<PostgreSqlServer> StartNewAsync(string binaries, string settings = "")
    {
        string folder = Directory.CreateTempSubdirectory("iam-pg-").FullName;
        var server = new PostgreSqlServer(binaries, folder, settings);
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", folder);
        }

        // WHY another locale than C: names must be compared byte by byte whatever the locale is.
        await server.RunServerToolAsync(
            "initdb", "-D", server.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C",
            "--locale-provider=icu", "--icu-locale=tr-TR");
        await server.StartAsync();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString(string database = "postgres") =>
        $"Host={_folder};Username={User};Database={database};Maximum Pool Size=20;Timeout=5;Command Timeout=20";

    public Task StartAsync() => RunServerToolAsync(
        "pg_ctl", "start", "-w", "-s", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o",
        $"-c listen_addresses='' -c unix_socket_directories='{_folder}' -c max_connections=300 {_settings}");

    /// <summary>Stops at once, as a crash does.</summary>
    public Task StopAsync() => RunServerToolAsync("pg_ctl", "stop", "-w", "-s", "-D", Data, "-m", "immediate");

    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Task RunServerToolAsync(string tool, params string[] arguments)
    {
        string path = Path.Combine(_binaries, tool);

        // WHY: the server refuses to run as root.
        return Environment.UserName == "root"
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    /// <summary>WHY nothing redirected: the server would inherit the pipe and hold it open.</summary>
    private static async Task RunAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null </dev/null");
        start.ArgumentList.Add(file);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{file} {string.Join(' ', arguments)}` failed: {process.ExitCode}.");
        }
    }
}
