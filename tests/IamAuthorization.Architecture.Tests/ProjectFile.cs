using System.Xml.Linq;

namespace IamAuthorization.Architecture;

/// <summary>What a project file leans on.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    public ProjectFile(string file)
    {
        File = file;
        _xml = XDocument.Load(Repository.PathOf(file));
    }

    public string File { get; }

    public string Name => Path.GetFileNameWithoutExtension(File);

    public string Sdk => (string?)_xml.Root?.Attribute("Sdk") ?? string.Empty;

    public IEnumerable<string> Projects =>
        Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> Packages => Includes("PackageReference");

    public IEnumerable<string> Frameworks => Includes("FrameworkReference");

    public static IEnumerable<ProjectFile> Under(string folder) =>
        Repository.FilesUnder(folder, ".csproj").Select(file => new ProjectFile(file));

    private IEnumerable<string> Includes(string item) =>
        _xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
