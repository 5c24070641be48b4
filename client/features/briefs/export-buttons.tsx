import { FileDown } from 'lucide-react';
import { type BriefDetail, type ExportFormat, exportFormats } from '#contract/briefs.ts';
import { ApiError } from '../../shared/api-call.ts';
import { Button } from '../../shared/ui/button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useExportBrief } from './api.ts';

const titles: Record<ExportFormat, string> = { pdf: 'PDF', xlsx: 'XLSX', geojson: 'GeoJSON' };

/** One button a format; while a file is being written its button says so. */
export function ExportButtons({ brief }: { brief: BriefDetail }) {
  const words = useWords();
  const write = useExportBrief(brief.id);
  const start = (format: ExportFormat) =>
    write.mutate(format, {
      onSuccess: () => notify(words.briefs.exported(titles[format]), 'good'),
      onError: (error) => notify(`${words.briefs.exportFailed(titles[format])}：${error instanceof ApiError ? describeFailure(error, words) : error.message}`, 'warn'),
    });
  return exportFormats.map((format) => {
    const isWriting = write.isPending && write.variables === format;
    return (
      <Button key={format} size="s" icon={<FileDown size={13} aria-hidden />} disabled={write.isPending} aria-label={`${words.briefs.exportAs} ${titles[format]}`} onClick={() => start(format)}>
        {isWriting ? words.briefs.exporting(titles[format]) : titles[format]}
      </Button>
    );
  });
}
