namespace IamAuthorization.Cli;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Input">Standard input, as bytes.</param>
/// <param name="Output">Standard output, as bytes: result lines and nothing else.</param>
/// <param name="Help">Standard output, as text: help and version.</param>
/// <param name="Error">Standard error: everything that is no result.</param>
internal sealed record Terminal(Stream Input, Stream Output, TextWriter Help, TextWriter Error);
