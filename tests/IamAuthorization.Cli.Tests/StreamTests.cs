using System.Text;
using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Cli.Simulation;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Tests;

/// <summary>One line in, one line out: order, hand-over, bounds.</summary>
public sealed class StreamTests
{
    private const string Good =
        """{"id":"c","principal":"arn:aws:iam::111122223333:root","action":"s3:GetObject","resource":"*"}""";

    [Fact]
    public void Lines_AreAnsweredInOrder_AndBadOnesDoNotStopTheRest()
    {
        string[] lines =
            ["""{"id":"a"}""", Good, "[1]", "{\"id\":\"broken\",", "nonsense", Good.Replace("\"c\"", "\"d\"")];

        ToolResult result = Tool.Run(string.Join('\n', lines), "simulate");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["a", "c", null, "broken", null, "d"], result.Lines.Select(Id));
        Assert.Empty(result.Error);
        Assert.EndsWith("\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n \r\n\t\n", 0)]
    [InlineData("\uFEFF" + Good + "\r\n\r\n" + Good, 2)]
    public void BlankLines_ByteOrderMark_AndMissingLastLineFeed_AreTaken(string input, int answers)
    {
        ToolResult result = Tool.Run(input, "simulate");

        Assert.Equal(answers, result.Lines.Count(line => line.Contains("decision", StringComparison.Ordinal)));
        Assert.Equal(answers, result.Lines.Length);
    }

    [Fact]
    public void Answer_IsHandedOn_BeforeTheNextLineIsWaitedFor()
    {
        using var output = new MemoryStream();
        var handedOn = new List<int>();
        using var input = new LineByLineStream(
            [Good, Good, Good], () => handedOn.Add(Encoding.UTF8.GetString(output.ToArray()).Count(c => c == '\n')));

        SimulateCommand.Run(input, output);

        Assert.Equal([0, 1, 2, 3], handedOn);
    }

    [Fact]
    public void InvalidUtf8_IsAnErrorOfItsLine()
    {
        using var output = new MemoryStream();
        using var input = new MemoryStream([.. "{\"id\":\"\xff\"}"u8.ToArray().Append((byte)0xFF), .. "\n"u8]);

        SimulateCommand.Run(input, output);

        Assert.Contains("UTF-8", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void LineBeyondTheBound_IsAnError_AndTheNextIsRead()
    {
        string tooLong = "{\"id\":\"" + new string('x', LineReader.LengthMax) + "\"}";

        ToolResult result = Tool.Run(tooLong + "\n" + Good + "\n", "simulate");

        Assert.Equal([null, "c"], result.Lines.Select(Id));
        Assert.Contains("longer than", result.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void LineReader_CutsLinesWhereverReadsEnd()
    {
        string[] expected = ["a", "bb", new string('c', 200_000), "d"];
        for (int size = 1; size <= 7; size += 2)
        {
            using var stream = new ChunkedStream(Encoding.UTF8.GetBytes(string.Join('\n', expected)), size * 10_001);
            var reader = new LineReader(stream, () => { });
            var lines = new List<string>();
            while (reader.TryRead(out ReadOnlyMemory<byte> line))
            {
                lines.Add(Encoding.UTF8.GetString(line.Span));
            }

            Assert.Equal(expected, lines);
            Assert.Equal(4, reader.Number);
        }
    }

    [Fact]
    public void PolicyCache_SameText_IsCompiledOnce_AndItsSizeIsBounded()
    {
        var cache = new PolicyCache();
        CompiledPolicy first = Get(cache, 0);

        Assert.Same(first, Get(cache, 0));
        for (int i = 1; i < 3 * PolicyCache.CountMax; i++)
        {
            Get(cache, i);
        }

        Assert.InRange(cache.Count, PolicyCache.CountMax, 2 * PolicyCache.CountMax);
        Assert.NotSame(first, Get(cache, 0));
    }

    private static CompiledPolicy Get(PolicyCache cache, int number)
    {
        using JsonDocument json = JsonDocument.Parse(
            $$"""{"Statement":[{"Effect":"Allow","Action":"a:B{{number}}","Resource":"*"}]}""");
        return cache.Get(PolicyKind.Managed, "p", json.RootElement, "here");
    }

    private static string? Id(string line) => JsonElement.Parse(line).GetProperty("id").GetString();

    /// <summary>A stream whose reads return one line each and say when they begin.</summary>
    private sealed class LineByLineStream(string[] lines, Action onRead) : ReadOnlyStream
    {
        private int _next;

        public override int Read(byte[] buffer, int offset, int count)
        {
            onRead();
            return _next == lines.Length
                ? 0
                : Encoding.UTF8.GetBytes(lines[_next++] + "\n", buffer.AsSpan(offset, count));
        }
    }

    private sealed class ChunkedStream(byte[] bytes, int size) : ReadOnlyStream
    {
        private int _next;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int length = Math.Min(Math.Min(size, count), bytes.Length - _next);
            bytes.AsSpan(_next, length).CopyTo(buffer.AsSpan(offset));
            _next += length;
            return length;
        }
    }

    private abstract class ReadOnlyStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
