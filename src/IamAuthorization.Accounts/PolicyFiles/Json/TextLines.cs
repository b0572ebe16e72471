using System.Text;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns.</summary>
internal sealed class TextLines
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<int> _starts = [0];

    public TextLines(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
        ReadOnlySpan<byte> text = utf8.Span;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '\n')
            {
                _starts.Add(index + 1);
            }
        }
    }

    public TextPosition PositionOf(int offset)
    {
        int found = _starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        int columnsBefore = Encoding.UTF8.GetCharCount(_utf8.Span[_starts[line]..offset]);
        return new TextPosition(line + 1, columnsBefore + 1);
    }

    /// <summary>The offset of a place as a JSON exception gives it, counted from 0.</summary>
    public int OffsetOf(long line, long byteInLine)
    {
        long start = _starts[(int)Math.Min(line, _starts.Count - 1)];
        return (int)Math.Min(start + byteInLine, _utf8.Length);
    }
}
