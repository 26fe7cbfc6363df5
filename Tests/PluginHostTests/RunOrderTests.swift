import PluginHost
import Testing

@Suite struct RunOrderTests {
  /// Beginnings and ends of runs, in order.
  private actor Log {
    private(set) var events: [(index: Int, isSecond: Bool, hasEnded: Bool)] = []
    func add(_ index: Int, _ isSecond: Bool, hasEnded: Bool) { events.append((index, isSecond, hasEnded)) }
  }

  private static let cases: [[Bool]] = [
    [false, false, true, true], [true, false, true, false], [true, true, false], [false], [true], [],
  ]

  @Test(arguments: cases, [true, false])
  func noHiddenRunBeginsBeforeAllOthersHaveEnded(isHidden: [Bool], together: Bool) async {
    let log = Log()
    await RunOrder.go(through: isHidden, together: together) { index, isSecond in
      await log.add(index, isSecond, hasEnded: false)
      // Every other run that may go on now does.
      for _ in 0..<20 { await Task.yield() }
      await log.add(index, isSecond, hasEnded: true)
    }
    let events = await log.events
    let firstHidden = events.firstIndex { isHidden[$0.index] } ?? events.endIndex
    let lastPublic = events.lastIndex { !isHidden[$0.index] } ?? -1
    #expect(lastPublic < firstHidden)
    for index in isHidden.indices {
      for isSecond in [false, true] {
        #expect(events.filter { $0.index == index && $0.isSecond == isSecond }.map(\.hasEnded) == [false, true])
      }
    }
    for hidden in [false, true] {
      let begun = events.filter { isHidden[$0.index] == hidden && !$0.hasEnded }
      let indices = isHidden.indices.filter { isHidden[$0] == hidden }
      #expect(begun.filter { !$0.isSecond }.map(\.index) == indices)
      #expect(begun.filter(\.isSecond).map(\.index) == indices.reversed())
    }
  }

  /// Side by side they go where they may: the second run of the last case need not wait for all first runs.
  @Test func sideBySideTheyOverlap() async {
    let log = Log()
    await RunOrder.go(through: [false, false], together: true) { index, isSecond in
      await log.add(index, isSecond, hasEnded: false)
      // Each waits until the other has begun.
      if index == (isSecond ? 1 : 0) { while await log.events.count < 2 { await Task.yield() } }
      await log.add(index, isSecond, hasEnded: true)
    }
    #expect(await log.events.count == 8)
  }
}
