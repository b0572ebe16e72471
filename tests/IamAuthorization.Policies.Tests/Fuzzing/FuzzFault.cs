namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>A property that did not hold for a text.</summary>
internal sealed class FuzzFault(string message) : Exception(message)
{
    public static void Unless(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FuzzFault(otherwise);
        }
    }
}
