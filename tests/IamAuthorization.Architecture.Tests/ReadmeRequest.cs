namespace IamAuthorization.Architecture;

/// <summary>A <c>curl</c> command of a README and the status it shows.</summary>
internal sealed record ReadmeRequest(string Command, HttpMethod Method, string Path, string[] Headers, int? Status)
{
    public static IEnumerable<ReadmeRequest> Read(string console)
    {
        string[] lines = console.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("$ curl ", StringComparison.Ordinal))
            {
                yield return Of(lines[i], StatusAfter(lines.AsSpan(i + 1)));
            }
        }
    }

    public HttpRequestMessage To(Uri server)
    {
        var request = new HttpRequestMessage(Method, new Uri(server, Path));
        foreach (string header in Headers)
        {
            string[] parts = header.Split(':', 2, StringSplitOptions.TrimEntries);
            request.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        return request;
    }

    private static ReadmeRequest Of(string command, int? status)
    {
        List<string> words = Words(command);
        var headers = new List<string>();
        HttpMethod method = HttpMethod.Get;
        string? url = null;
        for (int i = 2; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "-H":
                    headers.Add(words[++i]);
                    break;
                case "-X":
                    method = HttpMethod.Parse(words[++i]);
                    break;
                case "-i" or "-s" or "-si":
                    break;
                default:
                    url = words[i];
                    break;
            }
        }

        Assert.True(url is not null, $"`{command}` names no URL.");
        string absolute = url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;
        return new ReadmeRequest(command, method, new Uri(absolute).PathAndQuery, [.. headers], status);
    }

    private static int? StatusAfter(ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                return null;
            }

            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                return int.Parse(line.AsSpan(9, 3));
            }
        }

        return null;
    }

    private static List<string> Words(string command)
    {
        var words = new List<string>();
        string word = string.Empty;
        char quote = '\0';
        foreach (char c in command + ' ')
        {
            if (quote == '\0' && c == ' ')
            {
                if (word.Length > 0)
                {
                    words.Add(word);
                }

                word = string.Empty;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else
            {
                word += c;
            }
        }

        return words;
    }
}
