using System.Buffers;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// The JSON values of a document's text, in the order of the text, each before its children. Its memory is lent: no
/// node may be asked once the tree is disposed.
/// </summary>
internal sealed class DocumentTree(int textLength) : IDisposable
{
    private const int CapacityMin = 16;

    // WHY: one value in eight characters is what policies hold; others grow.
    private const int CharactersPerEntry = 8;

    private readonly byte[] _utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(textLength));

    private DocumentEntry[] _entries =
        ArrayPool<DocumentEntry>.Shared.Rent(Math.Max(textLength / CharactersPerEntry, CapacityMin));

    private int _length;

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    public DocumentNode Root => new(this, 0);

    /// <summary>The text, as far as it is known.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8.AsSpan(0, _length);

    public ref readonly DocumentEntry this[int place] => ref _entries[place];

    /// <summary>The room for the text.</summary>
    public Span<byte> Buffer => _utf8;

    /// <summary>The place of a value below the root; 0, the root's own, stands for none.</summary>
    public static int PlaceOf(DocumentNode? node) => node?.Place ?? 0;

    /// <summary>The value below the root at a place; null at 0.</summary>
    public DocumentNode? NodeAt(int place) => place == 0 ? null : new DocumentNode(this, place);

    /// <summary>Says how much of the room is text.</summary>
    public void SetLength(int length) => _length = length;

    /// <summary>Adds a value behind those that are there.</summary>
    /// <returns>The value, for the rest to be written.</returns>
    public ref DocumentEntry Add(DocumentNodeKind kind, int parent, string? name, int nameOffset, int offset)
    {
        int place = Count++;
        if (place == _entries.Length)
        {
            Grow();
        }

        ref DocumentEntry entry = ref _entries[place];
        entry.Kind = kind;
        entry.Text = string.Empty;
        entry.Name = name;
        entry.Parent = parent;
        entry.Ordinal = parent < 0 ? 0 : _entries[parent].Count++;
        entry.Count = 0;
        entry.Next = Count;
        entry.NameOffset = nameOffset;
        entry.Offset = offset;
        entry.EndOffset = offset;
        return ref entry;
    }

    /// <summary>Ends an array or object.</summary>
    /// <returns>The place of its parent.</returns>
    public int Close(int place, int offset)
    {
        ref DocumentEntry entry = ref _entries[place];
        entry.Next = Count;
        entry.EndOffset = offset;
        return entry.Parent;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_utf8);
        Return(_entries, Count);
        _entries = [];
        Count = 0;
    }

    private static void Return(DocumentEntry[] entries, int count)
    {
        entries.AsSpan(0, count).Clear();
        ArrayPool<DocumentEntry>.Shared.Return(entries);
    }

    private void Grow()
    {
        DocumentEntry[] larger = ArrayPool<DocumentEntry>.Shared.Rent(_entries.Length * 2);
        _entries.CopyTo(larger, 0);
        Return(_entries, _entries.Length);
        _entries = larger;
    }
}
