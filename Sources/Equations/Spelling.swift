/// Finds what somebody probably meant.
package enum Spelling {
  /// The known name nearest to `name`, if it is near enough to be a slip of the keyboard.
  package static func nearest(to name: String, among known: [String]) -> String? {
    let ranked = known.map { ($0, distance(name.lowercased(), $0.lowercased())) }
      .filter { $0.1 <= max(2, $0.0.count / 3) }
    return ranked.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// `; did you mean 'adam'?`, or nothing.
  package static func suggestion(for name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// How many letters must be inserted, deleted, replaced or exchanged with their neighbour (Damerau, 1964).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...max(a.count, 1) where i <= a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...max(b.count, 1) where j <= b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
