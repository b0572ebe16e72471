using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.EntityFrameworkCore.Tests.Secrets;

/// <summary>The folder of a Data Protection key ring, as an operator has it.</summary>
internal sealed class KeyRingFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iam-keys-");

    public DirectoryInfo Folder => _folder;

    /// <summary>The ids of the keys there are.</summary>
    public IEnumerable<Guid> KeyIds => _folder.EnumerateFiles("key-*.xml")
        .Select(file => Guid.Parse(Path.GetFileNameWithoutExtension(file.Name)["key-".Length..]));

    /// <summary>Makes the key that apps which start from now on encrypt with.</summary>
    public static Guid Rotate(IServiceProvider app)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return app.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90)).KeyId;
    }

    public void Delete(Guid keyId) => File.Delete(Path.Combine(_folder.FullName, $"key-{keyId}.xml"));

    public void Dispose() => _folder.Delete(recursive: true);
}
