using System.Text;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads the bytes of all policy files of a folder, in the order of their names. Links are refused: what a file says
/// must stand in the folder that was reviewed.
/// </summary>
internal sealed class PolicyFileFolder(
    string folder, string shownAs, int filesMax = PolicyFileFolder.FilesMax)
{
    /// <summary>The largest file: far above what the quotas of one principal's policies allow.</summary>
    public const int FileLengthMaxBytes = 1_048_576;

    /// <summary>The most files: all users, groups, roles and policies that one account may have, and some.</summary>
    public const int FilesMax = 20_000;

    private const string Extension = ".json";
    private const string ReadMe = "README.md";

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public async ValueTask<IReadOnlyList<PolicyFile>> ReadAsync(
        List<PolicyFileFinding> findings, CancellationToken cancellationToken)
    {
        var files = new List<PolicyFile>();
        if (!Directory.Exists(folder))
        {
            findings.Add(Error([], PolicyFileCodes.FolderMissing, $"the folder `{folder}` does not exist"));
            return files;
        }

        foreach ((FileInfo info, IReadOnlyList<string> segments) in FilesBelow(new DirectoryInfo(folder), [], findings))
        {
            if (files.Count == filesMax)
            {
                findings.Add(Error(segments, PolicyFileCodes.TooManyFiles, $"there are more than {filesMax} files"));
                break;
            }

            if (await ReadAsync(info, segments, findings, cancellationToken) is { } file)
            {
                files.Add(file);
            }
        }

        return files;
    }

    private static bool IsIgnored(string name) =>
        name.StartsWith('.') || string.Equals(name, ReadMe, StringComparison.Ordinal);

    private static string? ProblemOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            StrictUtf8.GetCharCount(bytes);
            return null;
        }
        catch (DecoderFallbackException exception)
        {
            return $"the bytes at offset {exception.Index} are not UTF-8: save the file as UTF-8";
        }
    }

    /// <summary>The bytes of the file, or null when it is too large.</summary>
    private static async ValueTask<byte[]?> ReadBytesAsync(FileInfo info, CancellationToken cancellationToken)
    {
        await using FileStream stream = info.OpenRead();
        if (stream.Length > FileLengthMaxBytes)
        {
            return null;
        }

        byte[] buffer = new byte[stream.Length];
        int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..length];
    }

    /// <summary>Walks down to the depth of the layout; anything below that is reported, not entered.</summary>
    private IEnumerable<(FileInfo Info, IReadOnlyList<string> Segments)> FilesBelow(
        DirectoryInfo directory, IReadOnlyList<string> above, List<PolicyFileFinding> findings)
    {
        foreach (FileSystemInfo entry in
            directory.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            IReadOnlyList<string> segments = [.. above, entry.Name];
            if (IsIgnored(entry.Name))
            {
                continue;
            }

            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                findings.Add(Error(segments, PolicyFileCodes.LinkRefused, "links are not followed: put the file here"));
            }
            else if (entry is DirectoryInfo child && segments.Count < PolicyFileLayout.DepthMax)
            {
                foreach ((FileInfo, IReadOnlyList<string>) file in FilesBelow(child, segments, findings))
                {
                    yield return file;
                }
            }
            else if (entry is FileInfo info && info.Name.EndsWith(Extension, StringComparison.Ordinal))
            {
                yield return (info, segments);
            }
            else
            {
                findings.Add(Error(segments, PolicyFileCodes.UnexpectedFile, PolicyFileLayout.Description));
            }
        }
    }

    private async ValueTask<PolicyFile?> ReadAsync(
        FileInfo info,
        IReadOnlyList<string> segments,
        List<PolicyFileFinding> findings,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadBytesAsync(info, cancellationToken) is not { } bytes)
            {
                findings.Add(Error(
                    segments, PolicyFileCodes.FileTooLarge, $"a file has at most {FileLengthMaxBytes} bytes"));
                return null;
            }

            if (ProblemOf(bytes) is { } problem)
            {
                findings.Add(Error(segments, PolicyFileCodes.NotUtf8, problem));
                return null;
            }

            int start = bytes.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            return new PolicyFile(segments, ShownPath(segments), bytes.AsMemory(start));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Add(Error(segments, PolicyFileCodes.FileUnreadable, exception.Message));
            return null;
        }
    }

    private PolicyFileFinding Error(IReadOnlyList<string> segments, string code, string message) =>
        new(ShownPath(segments), new TextPosition(1, 1), PolicyFindingSeverity.Error, code, message);

    private string ShownPath(IReadOnlyList<string> segments) =>
        string.Join('/', segments.Prepend(shownAs.TrimEnd('/')));
}
