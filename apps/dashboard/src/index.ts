/** Web page over StatusReader and CommandSink. @module */
export {};
