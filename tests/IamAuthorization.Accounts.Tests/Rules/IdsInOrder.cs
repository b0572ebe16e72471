using System.Globalization;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Ids and secrets that are the same in every run.</summary>
internal sealed class IdsInOrder : IUniqueIds
{
    private int _count;

    public void GoOnAt(int number) => _count = number;

    public string Next(string prefix) => prefix + Number().PadLeft(17, 'A');

    public string NextAccessKeyId() => "AKIA" + Number().PadLeft(16, 'A');

    public string NextSecret() => Number().PadLeft(40, 's');

    public string NextAccountId() => Number().PadLeft(12, '9');

    public byte[] NextBytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)index)];

    private string Number() => Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
}
