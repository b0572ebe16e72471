using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// Turns byte offsets of UTF-8 text into lines and columns. Offsets come in ascending order, so that the whole text is
/// walked once.
/// </summary>
internal ref struct TextCursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    public TextPosition MoveTo(int offset)
    {
        ReadOnlySpan<byte> passed = _text[_offset..offset];
        int lastBreak = passed.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(lastBreak + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        _offset = offset;
        return new TextPosition(_line, _column);
    }
}
