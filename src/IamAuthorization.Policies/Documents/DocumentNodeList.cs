using System.Collections;

namespace IamAuthorization.Policies;

/// <summary>Neighbouring values of a document: the children of one value, or those of some types.</summary>
internal readonly struct DocumentNodeList : IReadOnlyCollection<DocumentNode>
{
    private readonly DocumentTree? _tree;
    private readonly int _first;
    private readonly DocumentNodeKind _kinds;

    /// <summary>Values side by side.</summary>
    /// <param name="tree">The values they belong to.</param>
    /// <param name="first">The place of the first one.</param>
    /// <param name="count">How many they are.</param>
    public DocumentNodeList(DocumentTree tree, int first, int count)
        : this(tree, first, count, DocumentNodeKind.Any)
    {
    }

    private DocumentNodeList(DocumentTree? tree, int first, int count, DocumentNodeKind kinds)
    {
        _tree = tree;
        _first = first;
        _kinds = kinds;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Those of some types.</summary>
    public DocumentNodeList Only(DocumentNodeKind kinds)
    {
        DocumentNodeKind both = kinds & _kinds;
        int count = 0;
        foreach (DocumentNode node in this)
        {
            count += node.Is(both) ? 1 : 0;
        }

        return new DocumentNodeList(_tree, _first, count, both);
    }

    /// <summary>Their texts.</summary>
    public string[] ToTexts()
    {
        var texts = new string[Count];
        int index = 0;
        foreach (DocumentNode node in this)
        {
            texts[index++] = node.Text;
        }

        return texts;
    }

    /// <summary>Whether these are their texts.</summary>
    public bool HasTexts(ReadOnlySpan<string> texts)
    {
        if (texts.Length != Count)
        {
            return false;
        }

        int index = 0;
        foreach (DocumentNode node in this)
        {
            if (!string.Equals(node.Text, texts[index++], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    public Enumerator GetEnumerator() => new(in this);

    IEnumerator<DocumentNode> IEnumerable<DocumentNode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the list.</summary>
    internal struct Enumerator(in DocumentNodeList list) : IEnumerator<DocumentNode>
    {
        private readonly DocumentNodeList _list = list;
        private int _place = -1;
        private int _left = list.Count;

        public readonly DocumentNode Current => new(_list._tree!, _place);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }

            do
            {
                _place = _place < 0 ? _list._first : _list._tree![_place].Next;
            }
            while (!Current.Is(_list._kinds));

            _left--;
            return true;
        }

        public void Reset()
        {
            _place = -1;
            _left = _list.Count;
        }

        public readonly void Dispose()
        {
        }
    }
}
