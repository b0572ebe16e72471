using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Keeps revocations beside the signing keys, so that a restart does not revive sessions whose keys it still has: one
/// JSON object a line, appended and flushed to the disk. Nodes that share the folder share the file. Without a folder
/// for keys nothing is kept, and no session outlives a restart either.
/// </summary>
internal sealed class RevocationJournal(
    IOptions<IamSecurityTokenOptions> options, IHostEnvironment environment, TimeProvider clock) : IDisposable
{
    public const string FileName = "revocations.jsonl";

    /// <summary>How long a node waits for another one that writes.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private const string LockName = "revocations.lock";

    private const string PrincipalMember = "principal";
    private const string ValidFromMember = "validFrom";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    private static readonly TimeSpan LockRetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private (long Length, DateTime WrittenAt) _seen;

    /// <summary>The file, absolute, or null when there is no folder to keep it in.</summary>
    public string? FilePath => options.Value.KeysFolder is { } folder
        ? Path.Combine(Path.GetFullPath(folder, environment.ContentRootPath), FileName)
        : null;

    /// <summary>Adds a line. When it returns, the line is on the disk.</summary>
    public async ValueTask AppendAsync(SessionRevocation revocation, CancellationToken cancellationToken)
    {
        if (FilePath is not { } file)
        {
            return;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            CreateFolder(Path.GetDirectoryName(file)!);
            await using FileStream held = await LockAsync(file, cancellationToken);
            await WriteAsync(file, FileMode.Append, [revocation], cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Reads all lines, and writes anew those that can still matter. What follows the last line break was torn when it
    /// was written, and whoever revoked was never told that it was done.
    /// </summary>
    /// <param name="oldest">Revocations from before this instant are dropped.</param>
    /// <param name="cancellationToken">Ends the wait for the disk.</param>
    /// <exception cref="InvalidDataException">A line cannot be read.</exception>
    public async ValueTask<IReadOnlyList<SessionRevocation>> ReadAsync(
        DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        if (FilePath is not { } file || !File.Exists(file))
        {
            return [];
        }

        await using FileStream held = await LockAsync(file, cancellationToken);
        byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        SessionRevocation[] kept = [.. Parse(bytes, file).Where(revocation => revocation.ValidFrom >= oldest)];

        // WHY: a file of its own that takes the old one's place. A crash in between leaves the old one whole.
        string next = file + ".new";
        await WriteAsync(next, FileMode.Create, kept, cancellationToken);
        File.Move(next, file, overwrite: true);
        return kept;
    }

    /// <summary>
    /// Reads all lines when the file has changed since it was read last: another node has revoked. A line that is just
    /// being written is read the next time.
    /// </summary>
    /// <exception cref="InvalidDataException">A line cannot be read.</exception>
    public async ValueTask<IReadOnlyList<SessionRevocation>> ReadChangedAsync(CancellationToken cancellationToken)
    {
        if (FilePath is not { } path || new FileInfo(path) is not { Exists: true } file)
        {
            return [];
        }

        (long Length, DateTime WrittenAt) now = (file.Length, file.LastWriteTimeUtc);
        if (now == _seen)
        {
            return [];
        }

        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        SessionRevocation[] all = [.. Parse(bytes, path)];
        _seen = now;
        return all;
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Keeps other nodes from writing: one that starts writes the whole file anew.</summary>
    /// <exception cref="IOException">Another node held the file for too long.</exception>
    private async ValueTask<FileStream> LockAsync(string file, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Path.GetDirectoryName(file)!, LockName);
        long begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (clock.GetElapsedTime(begun) < LockTimeout && File.Exists(path))
            {
                await Task.Delay(LockRetryDelay, clock, cancellationToken);
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            // WHY: whoever comes first makes the folder, and keys will stand in it.
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async ValueTask WriteAsync(
        string file,
        FileMode mode,
        IEnumerable<SessionRevocation> revocations,
        CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (SessionRevocation revocation in revocations)
        {
            Write(lines, revocation);
        }

        await using var stream = new FileStream(file, mode, FileAccess.Write, FileShare.Read);
        await stream.WriteAsync(lines.WrittenMemory, cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    private static void Write(ArrayBufferWriter<byte> lines, SessionRevocation revocation)
    {
        using (var json = new Utf8JsonWriter(lines))
        {
            json.WriteStartObject();
            json.WriteString(PrincipalMember, revocation.PrincipalArn.ToString());
            json.WriteString(
                ValidFromMember,
                revocation.ValidFrom.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        lines.Write("\n"u8);
    }

    private static IEnumerable<SessionRevocation> Parse(byte[] bytes, string file)
    {
        int number = 0;
        int start = 0;
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            number++;
            yield return Parse(bytes.AsMemory(start, length))
                ?? throw new InvalidDataException(
                    $"The line {file}({number}) is no revocation of sessions.");
            start += length + 1;
        }
    }

    /// <summary>The revocation of a line, or null when it is none.</summary>
    private static SessionRevocation? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            JsonElement root = document.RootElement;
            bool isWhole = root.ValueKind == JsonValueKind.Object
                && root.EnumerateObject().Count() == 2
                && root.TryGetProperty(PrincipalMember, out JsonElement principal)
                && root.TryGetProperty(ValidFromMember, out JsonElement validFrom)
                && principal.ValueKind == JsonValueKind.String
                && validFrom.ValueKind == JsonValueKind.String;
            return isWhole
                ? Of(root.GetProperty(PrincipalMember).GetString(), root.GetProperty(ValidFromMember).GetString())
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static SessionRevocation? Of(string? principal, string? validFrom)
    {
        bool isInstant = DateTimeOffset.TryParseExact(
            validFrom,
            InstantFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset instant);
        return isInstant && Arn.TryParse(principal, out Arn arn) && SessionRevoker.IsRevocable(arn)
            ? new SessionRevocation { PrincipalArn = arn, ValidFrom = instant }
            : null;
    }
}
