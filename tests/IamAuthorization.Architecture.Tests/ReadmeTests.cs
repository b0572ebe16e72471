namespace IamAuthorization.Architecture;

/// <summary>
/// The README's code compiles, and its first program answers as shown. <see cref="ReadmeText"/> has the conventions.
/// </summary>
public sealed class ReadmeTests
{
    private const string Sample = """
        Text before, with `code`.

        ```csharp
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        string path = Path.Combine(app.Environment.ContentRootPath, "iam", "a.json");
        app.MapGet("/file", () => File.ReadAllText(path));
        app.MapGet("/secret", (HttpRequest request) =>
            request.Headers["X-Key"] == "a b" ? Results.Ok() : Results.Unauthorized());
        app.Run();
        ```

        `iam/a.json`:

        ```json
        { "a": 1 }
        ```

        ```console
        $ curl -i http://localhost:5000/file
        HTTP/1.1 200 OK
        $ curl -i -H 'X-Key: a b' localhost:5000/secret
        HTTP/1.1 200 OK
        $ curl -i localhost:5000/secret
        HTTP/1.1 401 Unauthorized
        ```

        <!-- csharp
        public class Rectangle(int a, int b)
        {
        // block
        }
        -->
        ```csharp
        public int Area() => a * b;
        ```

        """;

    private static ReadmeText Readme { get; } = new(Repository.Read("README.md"));

    [Fact]
    public void Readme_ShowsAProgram_ItsPolicies_AndARequest()
    {
        Assert.NotEmpty(Readme.Programs);
        Assert.NotEmpty(Readme.Files);
        Assert.NotEmpty(Readme.Requests);
    }

    [Fact]
    public void ReadmeBlocks_Compile() => Assert.All(
        Readme.Programs, code => Assert.NotEmpty(ProgramCompiler.Compile("Readme", code)));

    [Fact]
    public async Task ReadmeFirstProgram_AnswersAsShown() => await RunAsync(Readme);

    [Fact]
    public async Task Conventions_OfASample_AreUnderstood()
    {
        var sample = new ReadmeText(Sample.ReplaceLineEndings("\n"));

        Assert.Equal(2, sample.Programs.Count);
        Assert.Equal(["iam/a.json"], sample.Files.Keys);
        Assert.Equal([200, 200, 401], sample.Requests.Select(request => request.Status));
        Assert.NotEmpty(ProgramCompiler.Compile("Sample", sample.Programs[1]));
        await RunAsync(sample);
    }

    private static async Task RunAsync(ReadmeText readme)
    {
        Assert.NotEmpty(readme.Programs);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("readme");
        try
        {
            foreach ((string file, string content) in readme.Files)
            {
                string path = Path.Combine(folder.FullName, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, content);
            }

            byte[] assembly = ProgramCompiler.Compile($"Readme{Guid.NewGuid():N}", readme.Programs[0]);
            await using RunningProgram program = await RunningProgram.StartAsync(assembly, folder.FullName);
            using var client = new HttpClient();
            foreach (ReadmeRequest shown in readme.Requests)
            {
                using HttpRequestMessage request = shown.To(program.Address);
                using HttpResponseMessage response = await client.SendAsync(request);
                string body = await response.Content.ReadAsStringAsync();
                Assert.True(
                    (int)response.StatusCode == (shown.Status ?? (int)response.StatusCode),
                    $"{shown.Command}: {(int)response.StatusCode} {body}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
