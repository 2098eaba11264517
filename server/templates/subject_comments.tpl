{{%AUTOESCAPE context="HTML"}}<h2 id="comments">Comments</h2>
{{#SUBJECT_COMMENT}}<div class="comment" id="comment-{{ANCHOR}}">{{#REPLY}}<p class="quiet">To {{NAME}}:</p>{{/REPLY}}{{>WORDS_OF_POST}}<p class="quiet">{{>BYLINE}}</p>{{>LINK_OF_COMMENT}}</div>{{/SUBJECT_COMMENT}}
{{#COMMENT_FORM}}<form method="post" action="{{PATH}}/comment">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="words">Your comment</label>
<p class="hint" id="words-hint">Everybody who may read this {{KIND}} can read it. You can use Markdown.</p>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="4" aria-describedby="words-hint words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{COMMENT_WORDS:p}}</textarea>
<button class="second">Send the comment</button>
</form>{{/COMMENT_FORM}}
