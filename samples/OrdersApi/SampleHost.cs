namespace OrdersApi;

/// <summary>Where the sample finds its files and how it starts; nothing here is about IAM.</summary>
public sealed class SampleHost
{
    // WHY: the command line alone; an unrelated environment variable called DATA must not move the keys.
    private readonly IConfiguration _commandLine;

    public SampleHost(string[] args)
    {
        _commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        Options = new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = _commandLine[HostDefaults.EnvironmentKey] ?? Environments.Production,
            ContentRootPath = _commandLine[HostDefaults.ContentRootKey] ?? AppContext.BaseDirectory,
        };
    }

    /// <summary>Production and the sample's own folder, unless the command line says otherwise.</summary>
    public WebApplicationOptions Options { get; }

    /// <summary><c>--data DIR</c>: keys, and the accounts unless they are in PostgreSQL.</summary>
    public string DataFolder => Path.GetFullPath(
        _commandLine["data"] ?? Path.Combine(Options.ContentRootPath!, "data"));

    /// <summary><c>--postgres CONNECTION</c>: the database of the accounts, instead of a SQLite file.</summary>
    public string? PostgresConnection => _commandLine["postgres"];

    /// <summary><c>--iam DIR</c>: the policy files.</summary>
    public string PolicyFolder => _commandLine["iam"] is { } folder ? Path.GetFullPath(folder) : "iam/";

    /// <summary>
    /// <c>--issuer URL</c>, else the first address it listens on: under which other services find the keys.
    /// </summary>
    public static string AddressOf(IConfiguration configuration) =>
        configuration["issuer"] ?? configuration[WebHostDefaults.ServerUrlsKey]!.Split(';')[0].TrimEnd('/');

    public static void SayHowToCall(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        string url = app.Urls.First();
        Console.WriteLine($"""

            OrdersApi listens on {url}. Try:
              TOKEN=$(curl -s '{url}/demo/login?user=alice')
              curl -i -H "Authorization: Bearer $TOKEN" {url}/orders/1001    # her project's order: 200
              curl -i -H "Authorization: Bearer $TOKEN" {url}/orders/1003    # another project's: 403 and why

            """);
    });
}
