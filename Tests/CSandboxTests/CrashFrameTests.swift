import CSandbox
import Testing
import WorkerProtocol

@Suite struct CrashFrameTests {
  /// The frame that C writes in a signal handler is the one that Swift reads.
  @Test(arguments: [0, 1, 5, 32, 40]) func theFrameIsTheProtocols(_ count: Int) throws {
    let addresses = (0..<count).map { UInt64($0) << 40 | 7 }
    var bytes = [UInt8](repeating: 0xAA, count: 512)
    let size = gradus_crash_frame(&bytes, 11, UInt8(GRADUS_STOPPED_BY_STACK_OVERFLOW), addresses, count)
    #expect(bytes[size...].allSatisfy { $0 == 0xAA })
    var buffer = FrameBuffer()
    bytes[..<size].withUnsafeBytes { buffer.append($0) }
    let expected = CrashNote(signal: 11, reason: .stackOverflow, addresses: Array(addresses.prefix(32)))
    #expect(try buffer.next(Reply.self) == .crashed(expected))
    #expect(buffer.isEmpty)
  }

  @Test func reasonsHaveTheProtocolsNumbers() {
    let pairs: [(CrashNote.Reason, Int)] = [
      (.signal, GRADUS_STOPPED_BY_SIGNAL), (.stackOverflow, GRADUS_STOPPED_BY_STACK_OVERFLOW),
      (.hostLimit, GRADUS_STOPPED_BY_HOST), (.cpuLimit, GRADUS_STOPPED_BY_CPU_LIMIT),
      (.makingCode, GRADUS_STOPPED_BY_MAKING_CODE),
    ]
    for (reason, number) in pairs { #expect(Int(reason.rawValue) == number) }
  }
}
