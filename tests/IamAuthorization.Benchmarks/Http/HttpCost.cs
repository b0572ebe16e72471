using System.Globalization;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>What a server process has used since it started.</summary>
/// <param name="Microseconds">CPU time of all its threads.</param>
/// <param name="Bytes">Managed memory that was allocated, freed or not.</param>
internal readonly record struct HttpCost(double Microseconds, long Bytes)
{
    public static HttpCost OfThisProcess =>
        new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes());

    public static HttpCost Parse(string text)
    {
        string[] numbers = text.Split(' ');
        return new HttpCost(
            double.Parse(numbers[0], CultureInfo.InvariantCulture),
            long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Microseconds} {Bytes}");
}
