namespace IamAuthorization.Authorizer.Tests;

/// <summary>The cache that forgets what nobody asks for.</summary>
public sealed class CacheWithABound
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void Cache_NeverHoldsMoreThanItsBound(int countMax)
    {
        var cache = new BoundedCache<int, string>(countMax);

        for (int key = 0; key < countMax * 3; key++)
        {
            cache.Keep(key, $"{key}");
            Assert.InRange(cache.Count, 1, countMax);
            Assert.Equal($"{key}", cache.Find(key));
        }
    }

    [Fact]
    public void FullCache_KeepsWhatIsAskedFor()
    {
        var cache = new BoundedCache<int, string>(countMax: 20);
        cache.Keep(0, "asked for");

        for (int key = 1; key < 200; key++)
        {
            Assert.Equal("asked for", cache.Find(0));
            cache.Keep(key, "not asked for");
        }
    }

    [Fact]
    public void FullCache_KeptAgain_LosesNothing()
    {
        var cache = new BoundedCache<int, string>(countMax: 2);
        cache.Keep(1, "one");
        cache.Keep(2, "two");

        cache.Keep(2, "deux");

        Assert.Equal(("one", "deux"), (cache.Find(1), cache.Find(2)));
    }

    [Fact]
    public void Removed_IsNotFound()
    {
        var cache = new BoundedCache<int, string>(countMax: 4);
        cache.Keep(1, "one");
        cache.Keep(2, "two");
        cache.Keep(3, "three");

        cache.Remove(1);
        cache.RemoveWhere(value => value == "two");

        Assert.Equal((null, null, "three"), (cache.Find(1), cache.Find(2), cache.Find(3)));
    }
}
