/// Numbers by pairs of small whole ones: open addressing, without the cost of a hash that withstands attacks.
struct PairTable {
  private var keys = [UInt64](repeating: Self.free, count: 1 << 10)
  private var values = [Double](repeating: 0, count: 1 << 10)
  private(set) var count = 0

  private static let free = UInt64.max

  subscript(first: Int, second: Int) -> Double? {
    get {
      let place = place(of: Self.key(first, second))
      return keys[place] == Self.free ? nil : values[place]
    }
    set {
      guard let newValue else { return }
      if 2 * count >= keys.count { enlarge() }
      set(Self.key(first, second), newValue)
    }
  }

  private static func key(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

  /// The place of a key, or the free one where it belongs.
  private func place(of key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 32) & (keys.count - 1)
    while keys[place] != key && keys[place] != Self.free { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private mutating func set(_ key: UInt64, _ value: Double) {
    let place = place(of: key)
    if keys[place] == Self.free { count += 1 }
    (keys[place], values[place]) = (key, value)
  }

  private mutating func enlarge() {
    let old = (keys, values)
    keys = [UInt64](repeating: Self.free, count: 2 * old.0.count)
    values = [Double](repeating: 0, count: 2 * old.0.count)
    count = 0
    for (key, value) in zip(old.0, old.1) where key != Self.free { set(key, value) }
  }
}
