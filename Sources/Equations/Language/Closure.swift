/// Some elements with everything that follows from them.
///
/// - Parameter next: the elements that follow from those found so far; more must never follow from fewer.
package func closure<Element>(
  of start: Set<Element>, _ next: (Set<Element>) -> some Sequence<Element>
) -> Set<Element> {
  var known = start
  while true {
    let count = known.count
    known.formUnion(next(known))
    if known.count == count { return known }
  }
}
