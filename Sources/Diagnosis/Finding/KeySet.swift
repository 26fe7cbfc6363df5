/// A set of keys that are random already: open addressing, without the cost of a hash that withstands attacks.
struct KeySet {
  private var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var count = 0

  /// Adds a key; false if it is known.
  mutating func insert(_ key: UInt64) -> Bool {
    let key = key == 0 ? 1 : key
    if 2 * count >= slots.count { enlarge() }
    var place = Int(truncatingIfNeeded: (key ^ (key >> 32)) & UInt64(slots.count - 1))
    while slots[place] != 0 {
      if slots[place] == key { return false }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = key
    count += 1
    return true
  }

  private mutating func enlarge() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    count = 0
    for key in old where key != 0 { _ = insert(key) }
  }
}
