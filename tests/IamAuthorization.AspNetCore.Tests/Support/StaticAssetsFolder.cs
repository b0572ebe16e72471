using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A folder with one asset and the manifest that a build writes for it; deleted in the end.</summary>
internal sealed class StaticAssetsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iam");

    public StaticAssetsFolder()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "file.txt"), "text");
        File.WriteAllText(
            Manifest,
            """
            {
              "Version": 1,
              "ManifestType": "Build",
              "Endpoints": [
                {
                  "Route": "file.txt", "AssetFile": "file.txt", "Selectors": [], "EndpointProperties": [],
                  "ResponseHeaders": [
                    { "Name": "Content-Type", "Value": "text/plain" },
                    { "Name": "Content-Length", "Value": "4" },
                    { "Name": "ETag", "Value": "\"own\"" },
                    { "Name": "Last-Modified", "Value": "Thu, 01 Jan 1970 00:00:00 GMT" }
                  ]
                }
              ]
            }
            """);
        Environment = new Host(_folder.FullName);
    }

    public string Manifest => Path.Combine(_folder.FullName, "manifest.json");

    public IWebHostEnvironment Environment { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Host(string root) : IWebHostEnvironment
    {
        public string WebRootPath { get; set; } = root;

        public IFileProvider WebRootFileProvider { get; set; } = new PhysicalFileProvider(root);

        public string ApplicationName { get; set; } = "orders";

        public IFileProvider ContentRootFileProvider { get; set; } = new PhysicalFileProvider(root);

        public string ContentRootPath { get; set; } = root;

        public string EnvironmentName { get; set; } = "Production";
    }
}
