/// Finds the probable meaning of a mistyped name.
package enum Spelling {
  /// The known name that a mistyped one most likely means; nil if no name is close.
  ///
  /// A close name differs in at most a third of the longer name's letters (two at least), capitals aside, and shares a
  /// letter. Of equally near names the first in alphabetical order is taken, so that a message never depends on a hash.
  package static func nearest(to name: String, among known: [String]) -> String? {
    var nearest: (name: String, distance: Int)?
    for candidate in known.sorted() {
      let distance = distance(name.lowercased(), candidate.lowercased())
      let longer = max(name.count, candidate.count)
      // A two-letter name is two edits away from every other, so at least one letter must be kept.
      guard distance <= max(2, longer / 3), distance < longer else { continue }
      if distance < nearest?.distance ?? .max { nearest = (candidate, distance) }
    }
    return nearest?.name
  }

  /// `; did you mean 'adam'?`, or an empty text.
  package static func suggestion(for name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The number of letters that must be inserted, deleted, replaced or exchanged with their neighbour (Damerau, 1964).
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
