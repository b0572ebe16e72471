namespace OrdersApi;

/// <summary>Where the sample finds its files and how it starts; nothing here is about IAM.</summary>
public static class SampleHost
{
    /// <summary>Production and the sample's own folder, wherever it is started, unless the command line says otherwise.</summary>
    public static WebApplicationOptions Options(string[] args)
    {
        IConfiguration commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        return new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = commandLine[HostDefaults.EnvironmentKey] ?? Environments.Production,
            ContentRootPath = commandLine[HostDefaults.ContentRootKey] ?? AppContext.BaseDirectory,
        };
    }

    /// <summary><c>--data DIR</c>: the sample's keys.</summary>
    public static string DataFolder(WebApplicationBuilder builder) =>
        Path.GetFullPath(builder.Configuration["data"] ?? Path.Combine(builder.Environment.ContentRootPath, "data"));

    /// <summary><c>--iam DIR</c>: the policy files.</summary>
    public static string PolicyFolder(WebApplicationBuilder builder) =>
        builder.Configuration["iam"] is { } folder ? Path.GetFullPath(folder) : "iam/";

    public static void SayHowToCall(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
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
