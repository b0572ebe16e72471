using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A JSON value that knows where in its file it stands. Duplicate members are kept.</summary>
internal sealed class PlacedValue
{
    public required JsonValueKind Kind { get; init; }

    public required TextPosition Position { get; init; }

    /// <summary>The content of a string; the text of a number.</summary>
    public string? Text { get; init; }

    /// <summary>The bytes of the value as it is written in the file.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    public IReadOnlyList<PlacedMember> Members { get; init; } = [];

    public IReadOnlyList<PlacedValue> Items { get; init; } = [];
}
