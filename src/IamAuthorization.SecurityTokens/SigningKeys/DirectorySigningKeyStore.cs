using System.Text.Json;
using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Keeps signing keys in a folder, one JSON file each, for all nodes that share the folder. A file is there whole or
/// not at all; whatever else lies in the folder is an error, because a key that is overlooked ends its sessions.
/// </summary>
internal sealed class DirectorySigningKeyStore(string folder) : ISigningKeyStore
{
    private const string KeyExtension = ".json";
    private const string TemporaryExtension = ".tmp";
    private const int FileSizeMax = 65_536;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public string Folder { get; } = folder;

    public async ValueTask<IReadOnlyList<StoredSigningKey>> LoadAsync(CancellationToken cancellationToken = default)
    {
        var keys = new List<StoredSigningKey>();
        foreach (string path in Directory.Exists(Folder) ? Directory.EnumerateFileSystemEntries(Folder) : [])
        {
            // WHY: a node that dies while it writes leaves a temporary file; nothing in it has ever been a key.
            if (!path.EndsWith(TemporaryExtension, StringComparison.Ordinal)
                && await ReadAsync(path, cancellationToken) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    public async ValueTask AddAsync(StoredSigningKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        MakeFolder();
        string temporary = Path.Combine(Folder, Path.GetRandomFileName() + TemporaryExtension);
        try
        {
            await WriteAsync(temporary, SigningKeyFile.Write(key), cancellationToken);
            File.Move(temporary, PathOf(key.KeyId), overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public ValueTask RemoveAsync(string keyId, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(Folder))
        {
            File.Delete(PathOf(keyId));
        }

        return ValueTask.CompletedTask;
    }

    private static async ValueTask<StoredSigningKey?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(path);
        if (!path.EndsWith(KeyExtension, StringComparison.Ordinal) || Directory.Exists(path))
        {
            throw Unreadable(path, "it is no file of a signing key", cause: null);
        }

        try
        {
            byte[] json = await ReadBytesAsync(path, cancellationToken);
            StoredSigningKey key = SigningKeyFile.Read(json);
            return name == key.KeyId + KeyExtension
                ? key
                : throw new JsonException($"It holds the key {LogText.Of(key.KeyId)}.");
        }
        catch (FileNotFoundException)
        {
            // WHY: another node removed the key after the folder was listed.
            return null;
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, LogText.Of(cause.Message), cause);
        }
    }

    private static async ValueTask<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken) =>
        new FileInfo(path).Length <= FileSizeMax
            ? await File.ReadAllBytesAsync(path, cancellationToken)
            : throw new IOException($"It has more than {FileSizeMax} bytes.");

    private static async ValueTask WriteAsync(string path, byte[] json, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        await using var file = new FileStream(path, options);
        await file.WriteAsync(json, cancellationToken);

        // WHY: the name must not become durable before the content.
        file.Flush(flushToDisk: true);
    }

    private static SigningKeyException Unreadable(string path, string reason, Exception? cause) => new(
        $"The signing key in `{path}` cannot be read: {reason.TrimEnd('.')}.",
        "Restore the file, or move it away knowing that the sessions its key signed end.",
        cause);

    private string PathOf(string keyId)
    {
        // WHY: an id is a file's name here, and a name that climbs out of the folder would delete another file.
        bool isName = SigningKeySeal.IsKeyId(keyId);
        return isName
            ? Path.Combine(Folder, keyId + KeyExtension)
            : throw new ArgumentException($"`{LogText.Of(keyId)}` is not the id of a signing key.", nameof(keyId));
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
        }
        else
        {
            Directory.CreateDirectory(Folder, OwnerFolder);
        }
    }
}
