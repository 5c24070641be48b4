import { ImagePlus, X } from 'lucide-react';
import { useState } from 'react';
import { type BriefDetail, briefLimits, getBriefPicture } from '#contract/briefs.ts';
import { fillPath } from '../../shared/api-call.ts';
import { formatMoment } from '../../shared/china-time.ts';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { CardSection } from '../../shared/ui/card.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { notify } from '../../shared/ui/notices.tsx';
import { describeFailure } from '../../shared/ui/states.tsx';
import { useWords } from '../../shared/words/words.ts';
import { useAddPicture, useRemovePicture } from './api.ts';
import styles from './briefs.module.css';

/** Pictures of the map. `takePicture` is there for who may add and remove them. */
export function BriefPictures({ brief, takePicture }: { brief: BriefDetail; takePicture: (() => Promise<string>) | null }) {
  const words = useWords();
  const language = usePreferences((state) => state.language);
  const add = useAddPicture();
  const remove = useRemovePicture(brief.id);
  const [isTaking, setTaking] = useState(false);
  const report = (error: unknown) => notify(`${words.briefs.pictureFailed}：${describeFailure(error, words)}`, 'warn');
  const take = async () => {
    if (!takePicture) return;
    setTaking(true);
    try {
      await add.mutateAsync({ id: brief.id, caption: words.briefs.pictureCaption(brief.place, formatMoment(new Date().toISOString(), language)).trim(), data: await takePicture() });
    } catch (error) {
      report(error);
    } finally {
      setTaking(false);
    }
  };
  if (brief.pictures.length === 0 && !takePicture) return null;
  return (
    <CardSection title={words.briefs.pictures}>
      <div className={styles.pictures}>
        {brief.pictures.map(({ id, caption, width, height }) => (
          <figure key={id} className={styles.picture}>
            <img src={fillPath(getBriefPicture.path, { id: brief.id, pictureId: id })} alt={caption || words.briefs.pictures} width={width} height={height} loading="lazy" style={{ height: 'auto' }} />
            <figcaption>{caption}</figcaption>
            {takePicture && (
              <IconButton size="s" label={words.briefs.removePicture} onClick={() => remove.mutate(id, { onError: report })}>
                <X size={14} aria-hidden />
              </IconButton>
            )}
          </figure>
        ))}
        {takePicture && brief.pictures.length < briefLimits.pictures && (
          <Button size="s" icon={<ImagePlus size={13} aria-hidden />} disabled={isTaking} onClick={take}>
            {isTaking ? words.briefs.saving : words.briefs.addPicture}
          </Button>
        )}
      </div>
    </CardSection>
  );
}
