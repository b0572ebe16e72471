using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Sends request lines that no client library has normalised.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private TcpClient? _client;
    private StreamReader? _reader;

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        await ConnectAsync();
        byte[] request = Encoding.Latin1.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Test alice\r\n\r\n");
        await _client!.GetStream().WriteAsync(request);

        string statusLine = await _reader!.ReadLineAsync() ?? throw new IOException($"{path}: closed without answer.");
        int length = 0;
        bool isChunked = false;
        bool closes = false;
        while (await _reader.ReadLineAsync() is { Length: > 0 } header)
        {
            string[] parts = header.Split(':', 2, StringSplitOptions.TrimEntries);
            closes |= parts is ["Connection", "close"];
            isChunked |= parts is ["Transfer-Encoding", "chunked"];
            length = parts[0] == "Content-Length" ? int.Parse(parts[1], CultureInfo.InvariantCulture) : length;
        }

        string body = isChunked ? await ReadChunksAsync() : await ReadAsync(length);
        if (closes)
        {
            Dispose();
        }

        return (int.Parse(statusLine.Split(' ')[1], CultureInfo.InvariantCulture), body);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _client?.Dispose();
        _client = null;
    }

    private async Task<string> ReadAsync(int length)
    {
        // WHY: a read of nothing still waits for the next byte.
        char[] text = new char[length];
        return length == 0 ? string.Empty : new string(text, 0, await _reader!.ReadBlockAsync(text));
    }

    private async Task<string> ReadChunksAsync()
    {
        var body = new StringBuilder();
        int length;
        do
        {
            length = int.Parse((await _reader!.ReadLineAsync())!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(await ReadAsync(length));
            await _reader.ReadLineAsync();
        }
        while (length > 0);

        return body.ToString();
    }

    private async Task ConnectAsync()
    {
        if (_client is null)
        {
            _client = new TcpClient { NoDelay = true };
            await _client.ConnectAsync(IPAddress.Loopback, port);
            _reader = new StreamReader(_client.GetStream(), Encoding.Latin1);
        }
    }
}
