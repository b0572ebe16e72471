namespace IamAuthorization.Policies;

/// <summary>
/// Remembers immutable values by a hash, the latest of each slot, so that it is bounded whatever is read.
/// </summary>
/// <param name="slots">How many slots; a power of two.</param>
/// <typeparam name="T">What it remembers.</typeparam>
/// <remarks>
/// Threads may race for a slot. What they find is then of another hash, or not there: the caller compares.
/// </remarks>
internal sealed class SharedTable<T>(int slots)
    where T : class
{
    private readonly Slot[] _slots = new Slot[slots];

    /// <summary>The value last set by that hash, or by one like it.</summary>
    public T? Find(ulong hash)
    {
        ref Slot slot = ref SlotOf(hash);

        // WHY: a value that is not the one looked for is most often not in the processor's cache; its hash is.
        return slot.Tag == TagOf(hash) ? slot.Value : null;
    }

    public void Set(ulong hash, T value)
    {
        ref Slot slot = ref SlotOf(hash);
        slot.Tag = TagOf(hash);
        slot.Value = value;
    }

    private static uint TagOf(ulong hash) => (uint)(hash >> 32);

    private ref Slot SlotOf(ulong hash) => ref _slots[(uint)hash & ((uint)_slots.Length - 1)];

    private struct Slot
    {
        public T? Value;
        public uint Tag;
    }
}
