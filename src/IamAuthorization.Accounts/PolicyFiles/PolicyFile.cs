namespace IamAuthorization.Accounts;

/// <summary>The bytes of one file and the names on the way to it, from the folder of the policy files down.</summary>
/// <param name="Segments">For example <c>111122223333</c>, <c>users</c>, <c>alice.json</c>.</param>
/// <param name="Path">The path as findings show it.</param>
/// <param name="Content">The bytes; valid UTF-8 without byte order mark.</param>
internal sealed record PolicyFile(IReadOnlyList<string> Segments, string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>The name of the file without <c>.json</c>.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Segments[^1]);
}
