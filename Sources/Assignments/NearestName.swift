/// The known name that a mistyped one most likely means; nil when none is close.
///
/// Close is at most a third of the longer name's letters (two at least) away in edit distance, capitals aside.
/// Of equally near names the first in alphabetical order is taken, so that a message never depends on a hash.
package func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  var nearest: (name: String, distance: Int)?
  for candidate in known.sorted() {
    let distance = editDistance(name.lowercased(), candidate.lowercased())
    let allowance = max(2, max(name.count, candidate.count) / 3)
    // A two-letter name is two edits away from every other: something must be kept.
    guard distance <= allowance, distance < max(name.count, candidate.count) else { continue }
    if distance < nearest?.distance ?? .max { nearest = (candidate, distance) }
  }
  return nearest?.name
}

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to turn one text into another
/// (the optimal string alignment distance).
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left)
  let right = Array(right)
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    beforeLast = last
    last = row
  }
  return last[right.count]
}
